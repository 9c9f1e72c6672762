/** Saves a picture: as SVG, or as PNG drawn from that SVG by the browser. */
import { failure, messageOf, success, type Result } from '../../foundation/result';

/** Pixels of the PNG per CSS pixel: enough for print at the size of a page. */
const sharpness = 2;

/** The PNG of an SVG document. */
export async function pngOf(svg: string): Promise<Result<Blob>> {
  try {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width * sharpness;
    canvas.height = image.height * sharpness;
    const context = canvas.getContext('2d');
    if (!context) return notDrawn('no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob ? success(blob) : notDrawn('no image');
  } catch (thrown) {
    return notDrawn(messageOf(thrown));
  }
}

/** Saves an SVG document as it is or as PNG, named after what it shows. */
export async function savePicture(
  title: string,
  format: 'svg' | 'png',
  svg: string,
): Promise<Result<Blob>> {
  const picture =
    format === 'svg' ? success(new Blob([svg], { type: 'image/svg+xml' })) : await pngOf(svg);
  if (picture.ok) saveFile(picture.value, fileName(title, format));
  return picture;
}

function notDrawn(detail: string): Result<Blob> {
  return failure({
    code: 'picture-not-drawn',
    message: 'The browser could not draw the PNG.',
    remedy: 'Save the picture as SVG instead.',
    detail,
  });
}

/** Offers a file to the user. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken its own reference by the next task.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** A file name made of a title. */
export function fileName(title: string, extension: string): string {
  const name = title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .toLowerCase();
  return `${name || 'papergrove'}.${extension}`;
}
