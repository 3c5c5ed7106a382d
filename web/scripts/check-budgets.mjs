// Measures what a browser has to load, brotli-compressed, and fails the build when a budget is exceeded.
// A budget covers JavaScript and CSS with everything that is imported statically; fonts and lazy chunks are not in it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const listRoutes = ['leads', 'accounts', 'people', 'segments', 'tasks', 'orders'];
const failures = [];

const admin = readBundle('admin');
const entry = filesOf(admin, 'index.html');
check('admin entry', sizeOf('admin', entry), 230);

const shell = keyOf(/routes\/_app\.tsx/);
const before = new Set([...entry, ...(shell ? filesOf(admin, shell) : [])]);

for (const route of listRoutes) {
  const key = keyOf(new RegExp(`routes/_app/${route}(/index)?\\.tsx`));
  if (key) check(`${route} list on top`, sizeOnTop(key), 80);
}

// Drawing lines takes a library of its own: it comes after the page around it, and with no other page.
const charts = keyOf(/shared\/charts\/echarts-canvas\.tsx/);
if (charts) {
  check('charts on top', sizeOnTop(charts), 200);
  for (const [key, chunk] of Object.entries(admin)) {
    if (key !== charts && filesOf(admin, key).has(admin[charts].file))
      failures.push(`${chunk.name ?? key} loads the charts' library at once; it must be lazy`);
  }
}

check('portal', sizeOf('portal', filesOf(readBundle('portal'), 'index.html')), 120);
// It stands on pages that are not ours, where nobody expects it to weigh anything.
check('embed', sizeOf('portal', ['embed/v1.js']), 6);

if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exit(1);
}

function readBundle(name) {
  const path = join(root, 'dist', name, '.vite/manifest.json');
  if (!existsSync(path)) throw new Error(`${path} is missing: build ${name} first`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

function keyOf(pattern) {
  return Object.keys(admin).find((each) => pattern.test(each));
}

/** What comes in addition to the shell. */
function sizeOnTop(key) {
  return sizeOf(
    'admin',
    [...filesOf(admin, key)].filter((file) => !before.has(file)),
  );
}

/** The files of a chunk and of everything it imports statically. */
function filesOf(manifest, key, seen = new Set(), files = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, seen, files);
  return files;
}

function sizeOf(name, files) {
  let bytes = 0;
  for (const file of files) {
    const content = readFileSync(join(root, 'dist', name, file));
    bytes += brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  }
  return bytes / 1000;
}

function check(what, kilobytes, budget) {
  const line = `${what.padEnd(24)} ${kilobytes.toFixed(1).padStart(7)} kB of ${budget}`;
  console.log(line);
  if (kilobytes > budget) failures.push(`over budget: ${line}`);
}
