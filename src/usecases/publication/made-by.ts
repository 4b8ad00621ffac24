/** Who makes the versions that `tdt` makes: nobody of the consultation. */
export const OPERATOR = 'operator';
