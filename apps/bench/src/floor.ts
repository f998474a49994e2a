import { startFloor } from './floor-server';

const { url } = await startFloor(process.argv[2] as string);
process.send?.(url);
