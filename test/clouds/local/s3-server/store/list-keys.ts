import fc from 'fast-check';
import t from 'tap';
import {compareKeys} from '../../../../../source/clouds/local/s3-server/store/key-order.js';
import {listKeys} from '../../../../../source/clouds/local/s3-server/store/list-keys.js';

const key = fc.array(fc.constantFrom('a', 'b', '/', 'é', '😀', '\u{FFFD}'), {minLength: 1, maxLength: 5}).map(parts => parts.join(''));

t.test('all pages together are every key below the prefix, rolled up once, in order, whatever the page size', t => {
	fc.assert(fc.property(fc.uniqueArray(key, {maxLength: 30}), fc.constantFrom('', 'a', 'a/', 'é', '😀'), fc.constantFrom('', '/', 'a'), fc.integer({min: 1, max: 5}), (keys, prefix, delimiter, maxKeys) => {
		const sorted = [...keys].sort(compareKeys);
		const expected = new Set(sorted.filter(item => item.startsWith(prefix)).map(item => {
			const end = delimiter === '' ? -1 : item.indexOf(delimiter, prefix.length);
			return end === -1 ? `key ${item}` : `prefix ${item.slice(0, end + delimiter.length)}`;
		}));
		const seen: string[] = [];
		let position = {after: '', afterPrefix: ''};
		for (let isTruncated = true; isTruncated;) {
			const page = listKeys(sorted, {
				...position, prefix, delimiter, maxKeys,
			});
			seen.push(...page.keys.map(item => `key ${item}`), ...page.commonPrefixes.map(item => `prefix ${item}`));
			position = page.last;
			isTruncated = page.isTruncated;
			if (isTruncated && page.keys.length + page.commonPrefixes.length !== maxKeys) {
				return false;
			}
		}

		return seen.length === expected.size && seen.every(item => expected.has(item));
	}), {numRuns: 1000});
	t.end();
});
