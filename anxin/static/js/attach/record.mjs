// A voice note from the microphone: tap to begin, tap when done; nothing leaves the phone before she has sent it.
const TYPES = ["audio/mp4", "audio/webm;codecs=opus", "audio/webm", "audio/ogg;codecs=opus"];

/** Whether this browser records at all (old ones and many inside other apps do not). */
export function canRecord() {
  return typeof MediaRecorder !== "undefined" && Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
}

/** Begin; gives {stop(), cancel(), done: Promise of a Blob, or null after cancel}. Rejects where she does not allow it. */
export async function record(longest, tick) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
  const recorder = new MediaRecorder(stream, Object.assign({ audioBitsPerSecond: 48000 }, type ? { mimeType: type } : {}));
  const pieces = [];
  let kept = true;
  const began = Date.now();
  const seconds = () => Math.floor((Date.now() - began) / 1000);
  const timer = setInterval(() => {
    tick(seconds());
    if (seconds() >= longest) stop();
  }, 250);
  const stop = () => recorder.state !== "inactive" && recorder.stop();
  const done = new Promise((resolve) => {
    recorder.ondataavailable = (event) => event.data.size && pieces.push(event.data);
    recorder.onstop = () => {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop()); // the sign that somebody listens goes out
      resolve(kept && pieces.length ? new Blob(pieces, { type: recorder.mimeType || type || "audio/webm" }) : null);
    };
  });
  recorder.start(1000);
  tick(0);
  return { stop, done, cancel: () => { kept = false; stop(); } };
}
