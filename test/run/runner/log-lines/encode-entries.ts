import t from 'tap';
import {decodeEntries, encodeEntries} from '../../../../source/run/runner/log-lines/encode-entries.js';
import {type LogEntry} from '../../../../source/run/runner/log-entry.js';

t.test('lines come back from the disk as they were', async t => {
	const entries: readonly LogEntry[] = [
		{text: '[1] [INFO] [x.py] word', message: 'word', node: 'a', at: 1, level: 'INFO', seconds: 1, source: 'x.py', isNoise: true},
		{text: 'shown', message: 'another', node: 'a', at: 2, isNoise: false},
		{text: 'of the container', message: 'of the container', node: 'a', at: 3, isNoise: true, isRunLog: true},
		{text: 'printed', message: 'printed', node: 'a', at: 4, isNoise: false, isPrint: true},
		{text: 'both', message: 'both', node: 'a', at: 5, isNoise: true, isRunLog: true, isPrint: true},
	];
	t.same(decodeEntries(encodeEntries(entries)), entries);
});
