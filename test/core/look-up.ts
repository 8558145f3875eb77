import t from 'tap';
import {lookUp} from '../../source/core/look-up.js';

t.equal(lookUp(new Map([['a', 0]]), 'a'), 0);
t.throws(() => lookUp(new Map<string, number>(), 'b'), new TypeError('Nothing is known of b'), 'a missing entry is a bug and names its key');
