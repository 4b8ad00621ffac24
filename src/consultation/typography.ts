/** French spacing, so that consultations are written with the spaces of any keyboard. */

const NO_BREAK = '\u00A0';

/** The plain spaces inside « » and before : ; ? ! % € become no-break ones. Where none was written none is added. */
export function frenchSpacing(text: string): string {
  return text.replaceAll('« ', `«${NO_BREAK}`).replace(/ (?=[»:;?!%€])/g, NO_BREAK);
}
