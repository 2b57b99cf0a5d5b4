// The binary format of a module, as far as its sections (WebAssembly §5.5).
const kHeader = 8;
export const kSection = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
};

/** LEB128 (WebAssembly §5.2.2); the value of a negative number is of no use here. */
export function read(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, at };
  }
}

/** LEB128 of a natural number. */
export function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

/** The sections of a module, in order. */
export function sections(module) {
  const found = [];
  for (let next = kHeader; next < module.length;) {
    const { value: size, at } = read(module, next + 1);
    found.push({ id: module[next], bytes: module.subarray(at, at + size) });
    next = at + size;
  }
  return found;
}

/** The header of a module, and the sections that are to follow it. */
export const assembled = (module, parts) =>
  Buffer.concat([
    module.subarray(0, kHeader),
    ...parts.map(({ id, bytes }) =>
      Buffer.concat([Buffer.from([id, ...number(bytes.length)]), bytes]),
    ),
  ]);
