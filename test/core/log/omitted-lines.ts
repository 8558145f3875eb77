import t from 'tap';
import {describeOmitted, takeOmitted} from '../../../source/core/log/omitted-lines.js';

t.same(takeOmitted([describeOmitted(35_376), 'a', 'b']), {lines: ['a', 'b'], omitted: 35_376});
t.same(takeOmitted(['a', describeOmitted(3)]), {lines: ['a', describeOmitted(3)], omitted: 0});
t.same(takeOmitted([]), {lines: [], omitted: 0});
