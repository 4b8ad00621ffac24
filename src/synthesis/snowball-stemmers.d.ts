/** The package ships no types: what we use of it. */
declare module 'snowball-stemmers' {
  interface Stemmer {
    /** The stem of a lower-case word. */
    stem(word: string): string;
  }
  const factory: { newStemmer(language: 'french'): Stemmer };
  export default factory;
}
