/** A PNG of an SVG document, drawn by the browser itself. */
import { failure, messageOf, success, type Result } from '../../foundation/result';

/** Canvases larger than this many pixels are refused by some browsers. */
const mostPixels = 64_000_000;

/**
 * @param svg a document with its width and height in CSS pixels
 * @param scale pixels per CSS pixel; lowered where the picture would be larger than browsers allow
 */
export async function pngOf(svg: string, scale = 2): Promise<Result<Blob>> {
  try {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const factor = Math.min(scale, Math.sqrt(mostPixels / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * factor);
    canvas.height = Math.round(height * factor);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (blob !== null) return success(blob);
    return refused(`no PNG of ${canvas.width} × ${canvas.height} pixels`);
  } catch (thrown) {
    return refused(messageOf(thrown));
  }
}

function refused(detail: string): Result<never> {
  return failure({
    code: 'picture-failed',
    message: 'This browser could not draw the picture.',
    remedy: 'Save it as SVG instead, or make the window smaller and try again.',
    detail,
  });
}
