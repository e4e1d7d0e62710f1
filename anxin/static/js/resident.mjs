import { start } from "./common.mjs";

start();
