/** Saves a picture: as SVG, or as PNG drawn from that SVG by the browser. */
import { failure, messageOf, success, type Result } from '../../foundation/result';
import { fileStem, saveFile } from '../share/save-file';
import { pictureWriter, type PictureWriter } from './picture-writer';

export type PictureFormat = 'svg' | 'png';

/** Pixels of the PNG per CSS pixel: enough for print at the size of a page. */
const sharpness = 2;

/**
 * Saves what `write` makes, named after what it shows.
 *
 * @param write makes the SVG document
 * @returns what went wrong and the way out, as sentences; empty when the picture is saved
 */
export async function savePicture(
  title: string,
  format: PictureFormat,
  write: (writer: PictureWriter) => string,
): Promise<string> {
  const writer = await pictureWriter.get();
  const picture = writer.ok ? await pictureOf(write(writer.value), format) : writer;
  if (!picture.ok) return `${picture.error.message} ${picture.error.remedy}`;
  saveFile(`${fileStem(title)}.${format}`, picture.value.type, picture.value);
  return '';
}

async function pictureOf(svg: string, format: PictureFormat): Promise<Result<Blob>> {
  return format === 'svg' ? success(new Blob([svg], { type: 'image/svg+xml' })) : pngOf(svg);
}

/** The PNG of an SVG document. */
async function pngOf(svg: string): Promise<Result<Blob>> {
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

function notDrawn(detail: string): Result<Blob> {
  return failure({
    code: 'picture-not-drawn',
    message: 'The browser could not draw the PNG.',
    remedy: 'Save the picture as SVG instead.',
    detail,
  });
}
