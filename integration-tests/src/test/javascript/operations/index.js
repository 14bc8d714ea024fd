/** Every operation of the server, each driven by AWS's client for JavaScript. */
const PARTS = [
  'tables',
  'settings',
  'items',
  'documents',
  'indexes',
  'transactions',
  'partiql',
  'streams',
  'legacy',
]

// One after the other: modules that are imported together would also run at the same time.
for (const part of PARTS) {
  await import(`./${part}.js`)
}
