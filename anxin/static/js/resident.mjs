import { start } from "./common.mjs";
import { startNear } from "./near.mjs";

start(startNear);
