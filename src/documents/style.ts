/** The style of every page: readable on a phone, high contrast, and plain when printed. */
export const STYLE = `
:root { color-scheme: light; --ink: #161616; --soft: #3a3a3a; --line: #929292; --link: #000091; --wash: #f6f6f6; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; color: var(--ink); background: #fff; }
main, header, footer { max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 1rem 0 .5rem; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1.15rem; margin: 1.75rem 0 .25rem; }
h4 { font-size: 1.0625rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #0a76f6; outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem 1rem; z-index: 1; }
.subtitle { color: var(--soft); }
.site { font-weight: 700; }
header { border-bottom: 1px solid var(--line); }
header ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
a[aria-current] { font-weight: 700; color: var(--ink); text-decoration: none; border-bottom: 3px solid var(--link); }
footer { border-top: 1px solid var(--line); margin-top: 3rem; font-size: .9375rem; }
.contents { background: var(--wash); padding: .5rem 1.25rem 1rem; margin: 1.5rem 0; }
.contents h2 { margin-top: .5rem; }
.contents ul { list-style: none; padding: 0; margin: 0; }
.contents li { margin: .25rem 0; }
.contents .level-3 { padding-left: 1.25rem; }
figure.quote { margin: .75rem 0; padding-left: 1rem; border-left: .25rem solid var(--line); }
figure.quote blockquote { margin: 0; }
figcaption { color: var(--soft); font-size: .9375rem; }
.note { background: var(--wash); border-left: .25rem solid var(--link); padding: .5rem 1rem; margin: 1rem 0; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 700; padding: .25rem 0 .5rem; }
th, td { border: 1px solid var(--line); padding: .375rem .5rem; text-align: left; vertical-align: top; }
thead th { background: var(--wash); }
hr.page { border: 0; margin: 2rem 0; }
@media print {
  body { font-size: 11pt; }
  main, header, footer { max-width: none; padding: 0; }
  nav:not(.contents), .skip { display: none; }
  hr.page { break-after: page; }
  h2, h3, h4, figcaption { break-after: avoid; }
  figure.quote, tr, .note { break-inside: avoid; }
  a { color: inherit; }
}
`.trim();
