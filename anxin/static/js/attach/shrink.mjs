// A photo made smaller before it is sent: half a megabyte instead of eight, on a poor network the difference between sent
// and not sent. The server makes it anew in any case; where this browser cannot do it rightly, the file goes as it is.
const SIDE = 2048;
const SMALL = 700000; // bytes; below, it is not worth the wait
const QUALITY = 0.85;

/** Whether pictures are drawn upright here, as the phone held them (without that a photo would arrive lying down). */
const upright = () => typeof CSS !== "undefined" && CSS.supports("image-orientation", "from-image");

/** `file`, or a smaller JPEG of it. Never rejects. */
export async function shrink(file) {
  if (file.size < SMALL || !/^image\/(jpeg|png|webp|hei[cf])$/.test(file.type) || !upright()) return file;
  const url = URL.createObjectURL(file);
  try {
    const small = await draw(url);
    return small && small.size < file.size ? small : file;
  } catch (unreadable) {
    return file;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function draw(url) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onerror = reject;
    image.onload = () => {
      const scale = Math.min(1, SIDE / Math.max(image.naturalWidth, image.naturalHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff"; // JPEG knows no transparency
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(resolve, "image/jpeg", QUALITY);
    };
    image.src = url;
  });
}
