// What every page starts, resident's or staff's.
import { startClocks } from "./clocks.mjs";
import { startExit } from "./exit.mjs";
import { startHands } from "./hands.mjs";
import { startLive } from "./live/page.mjs";
import { startAtEnd } from "./live/place.mjs";
import { startOutbox } from "./outbox/forms.mjs";
import { startPrefs } from "./prefs.mjs";
import { startTaps } from "./taps.mjs";
import { startToasts } from "./toast.mjs";
import { startTyping } from "./typing.mjs";

/** One broken part must not take the others with it: a text must be sent even where a clock cannot tick. */
export function start(...parts) {
  for (const part of [startExit, startPrefs, startTaps, startTyping, startOutbox, startClocks, startLive, startAtEnd, startHands, startToasts, ...parts]) {
    try {
      part();
    } catch (fault) {
      console.error(fault);
    }
  }
}
