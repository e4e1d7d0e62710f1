// Runs before the first paint, as the policy allows no inline script: what the person chose to see, and whether she left.
import { leaveAgain } from "./exit.mjs";
import { readPrefs } from "./prefs.mjs";

const root = document.documentElement;
root.classList.add("js");
readPrefs(root);
leaveAgain();
