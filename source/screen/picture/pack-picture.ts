import {encode} from 'fast-png';
import {type PackPicture} from './render-graphics.js';

/** Packs pixels as a PNG. */
export const packPicture: PackPicture = ({width, height, rgb}) => encode({width, height, data: rgb, channels: 3, depth: 8});
