import t from 'tap';
import {readRError} from '../../../source/core/cause/r-error.js';

t.test('of the first frame nothing says in which function it stands', async t => {
	t.same(readRError('Error: it broke', ['stop("it broke") at train.R#4'], []).frames.map(({file, line, inside}) => [file, line, inside]), [['train.R', 4, undefined]]);
});
