// The Chromium of end-to-end tests and measurements: without a screen, and without traffic of its own.
export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const flags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
