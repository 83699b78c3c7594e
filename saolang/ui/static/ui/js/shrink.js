// Makes a photo as small as a reader needs before it is sent: 2,048 px, upright, JPEG.
//
// What this browser cannot open (HEIC, on most) goes as it is; so does a photo that
// would not get smaller.

const SIDE = 2048;
const QUALITY = 0.85;
const PHOTOS = /^image\/(jpeg|png|webp|heic|heif)$/;
const BY_NAME = /\.(jpe?g|png|webp|heic|heif)$/i;

export const isPhoto = (name, type) => PHOTOS.test(type) || (!type && BY_NAME.test(name));

// { blob, name }: the smaller picture, or what was given
export async function shrink(blob, name) {
  try {
    const smaller = await drawn(blob);
    if (smaller && smaller.size < blob.size) {
      return { blob: smaller, name: `${name.replace(/\.[^.]{1,5}$/, "")}.jpg` };
    }
  } catch { /* not a picture this browser opens */ }
  return { blob, name };
}

async function drawn(blob) {
  const picture = await createImageBitmap(blob, { imageOrientation: "from-image" });
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white"; // a JPEG has nothing to see through
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const smaller = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  canvas.width = canvas.height = 0; // phones keep the memory otherwise
  return smaller;
}
