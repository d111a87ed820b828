// Draws the sprite wwwroot/lib/icons.svg from the Tabler icons named in icons.txt.
// A page then downloads one small cached file instead of a path in every button.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const host = new URL('../', import.meta.url);
const names = readFileSync(new URL('Assets/icons.txt', host), 'utf8').split(/\s+/).filter(Boolean);
const symbols = names.map(symbol).join('\n');

mkdirSync(new URL('wwwroot/lib/', host), { recursive: true });
writeFileSync(new URL('wwwroot/lib/icons.svg', host), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols}\n</svg>\n`);

function symbol(name) {
  const filled = name.startsWith('filled/');
  const source = readFileSync(new URL(`node_modules/@tabler/icons/icons/${filled ? name : `outline/${name}`}.svg`, host), 'utf8');
  const id = filled ? `${name.slice('filled/'.length)}-filled` : name;
  const paint = filled ? ' fill="currentColor" stroke="none"' : '';
  const shapes = source.slice(source.indexOf('>', source.indexOf('<svg')) + 1, source.lastIndexOf('</svg>'))
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '').replace(/\s+/g, ' ').trim();
  return `<symbol id="${id}" viewBox="0 0 24 24"${paint}>${shapes}</symbol>`;
}
