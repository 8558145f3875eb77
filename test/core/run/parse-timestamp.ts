import t from 'tap';
import {parseTimestamp} from '../../../source/core/run/parse-timestamp.js';

t.test('an InvocationTimestamp is read as UTC, with T or _ in its middle, and nothing else is', async t => {
	t.equal(parseTimestamp('2026-11-23T00-07-38'), Date.UTC(2026, 10, 23, 0, 7, 38));
	t.equal(parseTimestamp('2026-11-23_00-07-38'), Date.UTC(2026, 10, 23, 0, 7, 38));
	t.same(['', 'notes', '2026-11-23', '2026-11-23T00:07:38', '2026-13-40T00-00-00'].map(text => parseTimestamp(text)), [undefined, undefined, undefined, undefined, undefined]);
});
