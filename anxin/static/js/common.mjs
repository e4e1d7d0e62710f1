// What every page starts, resident's or staff's.
import { startAttach } from "./attach/page.mjs";
import { startClocks } from "./clocks.mjs";
import { startExit } from "./exit.mjs";
import { startHands } from "./hands.mjs";
import { startLive } from "./live/page.mjs";
import { startAtEnd } from "./live/place.mjs";
import { startOutbox } from "./outbox/forms.mjs";
import { startPrefs } from "./prefs.mjs";
import { startTelling } from "./telling.mjs";
import { startRoom } from "./room.mjs";
import { startTaps } from "./taps.mjs";
import { startToasts } from "./toast.mjs";
import { startTyping } from "./typing.mjs";

/** One broken part must not take the others with it: a text must be sent even where a clock cannot tick. */
export function start(...parts) {
  for (const part of [startExit, startPrefs, startTaps, startTyping, startOutbox, startTelling, startAttach, startClocks, startLive, startRoom, startAtEnd, startHands, startToasts, ...parts]) {
    try {
      part();
    } catch (fault) {
      console.error(fault);
    }
  }
}
