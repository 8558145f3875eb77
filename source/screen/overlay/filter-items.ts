import {type MenuItem} from './menu-item.js';

const wordStart = 3;
const inWord = 2;
const scattered = 1;

const isScattered = (text: string, wanted: string): boolean => {
	let from = 0;
	for (const character of wanted) {
		from = text.indexOf(character, from) + 1;
		if (from === 0) {
			return false;
		}
	}

	return true;
};

/** How well a text matches: at the start of a word, within one, with its letters apart, or (0) not at all. */
const rate = (text: string, wanted: string): number => {
	const folded = text.toLowerCase();
	const at = folded.indexOf(wanted);
	if (at !== -1) {
		return folded.split(/[^\p{L}\p{N}]+/u).some(word => word.startsWith(wanted)) || folded.startsWith(wanted) ? wordStart : inWord;
	}

	return isScattered(folded, wanted) ? scattered : 0;
};

/** What was typed against an item's name, its key and, apart letters left out, what is said of it. */
const rateItem = ({label, key, hint, id}: MenuItem, typed: string): number => {
	if (key?.split(' ').includes(typed)) {
		return 2 * wordStart;
	}

	const wanted = typed.toLowerCase();
	const inHint = rate(hint ?? '', wanted);
	return Math.max(2 * rate(label, wanted), 2 * rate(id, wanted), inHint === scattered ? 0 : inHint);
};

/** Finds the items that match what was typed, the best first, equal ones in their order. */
export const filterItems = (items: readonly MenuItem[], typed: string): readonly MenuItem[] => {
	const wanted = typed.trim();
	if (wanted === '') {
		return items;
	}

	return items
		.map(item => ({item, rating: rateItem(item, wanted)}))
		.filter(({rating}) => rating > 0)
		.toSorted((a, b) => b.rating - a.rating)
		.map(({item}) => item);
};
