/** A chart as a PNG: the SVG, with the font that this project ships and none of the machine's. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Chart } from '#messaging/index.ts';
import { drawSvg } from './draw-svg.ts';
import { SCALE, WIDTH } from './limits.ts';
import { FONT } from './style.ts';

const HERE = createRequire(import.meta.url);
const FONTS = ['latin-400', 'latin-700', 'latin-ext-400', 'latin-ext-700'].map(
  face => `@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-${face}-normal.woff2`,
);

/** Once in a thread: the library keeps its own memory. */
export async function drawPng(chart: Chart): Promise<Uint8Array> {
  await initWasm(await readFile(HERE.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fontBuffers = await Promise.all(FONTS.map(font => readFile(HERE.resolve(font))));
  const picture = new Resvg(drawSvg(chart), {
    fitTo: { mode: 'width', value: WIDTH * SCALE },
    font: { loadSystemFonts: false, fontBuffers, defaultFontFamily: FONT },
  });
  return picture.render().asPng();
}
