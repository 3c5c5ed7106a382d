/** A chart as an image that explains itself: its title, its sentence, and the chart. */
import type { ChartPalette } from './chart-palette';

/** Something that can be painted; its size is known once it has measured its texts. */
export type Drawing = {
  measure: (context: CanvasRenderingContext2D) => { width: number; height: number };
  paint: (context: CanvasRenderingContext2D, left: number, top: number) => void;
};

type PictureParts = { title: string; sentence: string; body: Drawing; palette: ChartPalette };

const margin = 24;
/** Pixels of a picture for each pixel on screen. */
export const sharpness = 2;
const smallestWidth = 480;

export async function makePicture({ title, sentence, body, palette }: PictureParts): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser paints no pictures');
  const size = body.measure(context);
  const width = Math.max(size.width, smallestWidth);
  context.font = `13px ${palette.font}`;
  const lines = wrapText(sentence, width, (text) => context.measureText(text).width);
  const top = margin + 28 + lines.length * 20 + 16;
  canvas.width = (width + 2 * margin) * sharpness;
  canvas.height = (top + size.height + margin) * sharpness;
  context.scale(sharpness, sharpness);
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, width + 2 * margin, top + size.height + margin);
  context.textBaseline = 'top';
  context.fillStyle = palette.text;
  context.font = `600 17px ${palette.font}`;
  context.fillText(title, margin, margin, width);
  context.fillStyle = palette.textSoft;
  context.font = `13px ${palette.font}`;
  for (const [index, line] of lines.entries()) context.fillText(line, margin, margin + 28 + index * 20);
  body.paint(context, margin, top);
  return await new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))),
      'image/png',
    ),
  );
}

/** What is on a canvas already, such as a drawn chart. */
export function canvasDrawing(canvas: HTMLCanvasElement): Drawing {
  const size = { width: canvas.width / sharpness, height: canvas.height / sharpness };
  return {
    measure: () => size,
    paint: (context, left, top) => context.drawImage(canvas, left, top, size.width, size.height),
  };
}

/** Breaks between words, and between any two characters of scripts that have no blanks. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const pieces = text.match(/[^\s\p{Script=Han}]+[\p{P}]*\s*|\p{Script=Han}[\p{P}]*\s*|\s+/gu) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece;
    } else {
      line += piece;
    }
  }
  return line.trim() ? [...lines, line.trimEnd()] : lines;
}
