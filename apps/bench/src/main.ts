import { cpus, totalmem } from 'node:os';
import { benchIngest } from './bench-ingest';
import { benchLatency } from './bench-latency';
import { benchScroll } from './bench-scroll';

/** `npm run bench [-- ingest|latency|scroll]`: figures as ratios against a floor measured in the same run; it judges nothing. */
const only = process.argv[2];
console.log(`machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
if (!only || only === 'ingest') await benchIngest();
if (!only || only === 'latency') await benchLatency();
if (!only || only === 'scroll') await benchScroll();
process.exit(0);
