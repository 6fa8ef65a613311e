/* node bundle.mjs ENTRY OUTPUT [EXPORTED NAME]: an entry and what it needs of Leaflet's sources as one small
   script.  Without a name, what the sources share is taken from the L that is there. */
import fs from 'node:fs';
import path from 'node:path';
import {rollup} from 'rollup';
import {minify} from 'terser';

const [entry, output, name] = process.argv.slice(2);

// Parts that another part names, but that the page never reaches.
const ABSENT = {
  './Canvas': 'export function canvas() { return null; }',
  './SVG.VML': 'export var vmlCreate = null, vmlMixin = {};',
  './Marker.Drag': 'export var MarkerDrag = null;',
  './Icon.Default': 'export function IconDefault() {}',
};
const SHARED = {
  'layer/Layer': 'export const Layer = L.Layer;',
  'core/Browser': 'export default L.Browser;',
  'core/Util': namespace('Util'),
  'dom/DomEvent': namespace('DomEvent'),
  'dom/DomUtil': namespace('DomUtil'),
  'geometry/Point': 'export const Point = L.Point;',
  'geometry/Bounds': 'export const Bounds = L.Bounds;',
  'geo/LatLngBounds': 'export const LatLngBounds = L.LatLngBounds, toLatLngBounds = L.latLngBounds;',
};

/* The names that a module exports, each taken from the object of that name in L. */
function namespace(part) {
  const folder = part === 'Util' ? 'core' : 'dom';
  const text = fs.readFileSync(`node_modules/leaflet/src/${folder}/${part}.js`, 'utf8');
  const names = [...text.matchAll(/^export (?:function|var|let|const) (\w+)/gm)].map((found) => found[1]);
  return names.map((n) => `export const ${n} = L.${part}.${n};`).join('\n');
}

const resolve = {
  name: 'leaflet',
  resolveId(id, importer) {
    const plain = id.replace(/\.js$/, '');
    if (plain in ABSENT) { return '\0' + plain; }
    if (!importer) { return path.resolve(id); }
    const file = id.startsWith('.') ? path.resolve(path.dirname(importer), plain) : path.resolve('node_modules', plain);
    const part = file.split('/leaflet/src/')[1];
    return !name && part in SHARED ? '\0' + part : file + '.js';
  },
  load(id) { return id.startsWith('\0') ? ABSENT[id.slice(1)] ?? SHARED[id.slice(1)] : null; },
};

const bundle = await rollup({input: entry, plugins: [resolve], onwarn: () => {}});
const {output: [chunk]} = await bundle.generate({format: 'iife', name, strict: false});
// A function in parentheses that is called at once is compiled at once, not looked through first.
const {code} = await minify(chunk.code, {compress: {passes: 3, ecma: 2015}, ecma: 2015, format: {comments: false, wrap_iife: true}});
fs.writeFileSync(output, code);
