/**
 * How pictures look. Colours are Okabe and Ito's, which people who see colours differently tell apart; no count is told by
 * its colour alone: each is written, and the second series is hatched.
 */
export const FONT = 'Atkinson Hyperlegible';
export const INK = '#161616';
export const SOFT = '#3a3a3a';
export const LINE = '#929292';
export const BACKGROUND = '#ffffff';
export const SERIES = ['#0072b2', '#e69f00', '#009e73'];
/** From nothing to the most; the text on it turns white from `LIGHT_FROM` on. */
export const SHADES = ['#ffffff', '#d3e6f3', '#9ccae3', '#4f9dca', '#0072b2', '#00466e'];
export const LIGHT_FROM = 4;
export const SIZES = { title: 26, panel: 20, text: 17, small: 16 };
/** Hatches of the second and third series. */
export const DECALS = [
  { symbol: 'none' },
  { symbol: 'rect', color: 'rgba(0, 0, 0, .35)', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: Math.PI / 4 },
  {
    symbol: 'circle',
    color: 'rgba(255, 255, 255, .7)',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
  },
];
