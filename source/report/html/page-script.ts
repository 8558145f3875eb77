/** What the page can do with JavaScript; it reads the same without. It only shows, hides, marks and moves what is there. */
export const pageScript = String.raw`
'use strict';
const find = selector => document.querySelector(selector);
const findAll = selector => [...document.querySelectorAll(selector)];
const count = (number, word) => number + ' ' + word + (number === 1 ? '' : word.endsWith('ch') ? 'es' : 's');
document.documentElement.classList.add('has-script');

const rows = findAll('#nodes tbody tr');
find('#filter')?.addEventListener('input', ({target}) => {
	const words = target.value.toLowerCase().split(/\s+/).filter(Boolean);
	for (const row of rows) {
		const text = row.textContent.toLowerCase();
		row.hidden = !words.every(word => text.includes(word));
	}
	find('#filter-count').textContent = words.length === 0 ? '' : rows.filter(row => !row.hidden).length + ' of ' + count(rows.length, 'node');
});

const headings = findAll('#nodes thead th');
const sortBy = (heading, column) => {
	const isDown = heading.getAttribute('aria-sort') === 'ascending';
	for (const other of headings) {
		other.removeAttribute('aria-sort');
	}
	heading.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
	const getKey = row => row.cells[column].dataset.sort ?? row.cells[column].textContent;
	const compare = new Intl.Collator(undefined, {numeric: true}).compare;
	rows.sort((a, b) => (isDown ? -1 : 1) * (a.cells[column].dataset.sort === undefined ? compare(getKey(a), getKey(b)) : getKey(a) - getKey(b)));
	find('#nodes tbody').append(...rows);
};
for (const [column, heading] of headings.entries()) {
	const button = document.createElement('button');
	button.type = 'button';
	button.append(...heading.childNodes);
	button.addEventListener('click', () => sortBy(heading, column));
	heading.append(button);
}

const logs = findAll('#logs details');
const mostMarks = 5000;
const mostOpened = 50;
const [found, current] = typeof Highlight === 'undefined' ? [] : [new Highlight(), new Highlight()];
if (found) {
	CSS.highlights.set('found', found);
	CSS.highlights.set('current', current);
}
let opened = [];
let marks = [];
let place = -1;
const markText = (node, wanted) => {
	const text = node.data.toLowerCase();
	let number = 0;
	for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
		number++;
		if (marks.length < mostMarks) {
			const range = new Range();
			range.setStart(node, Math.min(at, node.length));
			range.setEnd(node, Math.min(at + wanted.length, node.length));
			marks.push(range);
		}
	}
	return number;
};
const search = wanted => {
	for (const log of opened) {
		log.open = false;
	}
	[opened, marks, place] = [[], [], -1];
	let [matches, logCount] = [0, 0];
	for (const log of logs) {
		let here = 0;
		const walker = document.createTreeWalker(log.querySelector('pre'), NodeFilter.SHOW_TEXT);
		while (wanted !== '' && walker.nextNode()) {
			here += markText(walker.currentNode, wanted);
		}
		log.hidden = wanted !== '' && here === 0;
		if (here > 0 && !log.open && opened.length < mostOpened) {
			log.open = true;
			opened.push(log);
		}
		matches += here;
		logCount += here > 0;
	}
	found?.clear();
	current?.clear();
	for (const mark of marks) {
		found?.add(mark);
	}
	find('#search-count').textContent = wanted === '' ? '' : count(matches, 'match') + ' in ' + count(logCount, 'log');
};
const goOn = step => {
	if (marks.length === 0) {
		return;
	}
	place = place === -1 && step < 0 ? marks.length - 1 : (place + step + marks.length) % marks.length;
	const mark = marks[place];
	mark.startContainer.parentElement.closest('details').open = true;
	current?.clear();
	current?.add(mark);
	const {top} = mark.getBoundingClientRect();
	scrollBy({top: top - innerHeight / 2});
	find('#search-count').textContent = (place + 1) + ' of ' + count(marks.length, 'match');
};
find('#search')?.addEventListener('input', ({target}) => search(target.value.toLowerCase()));
find('#search')?.addEventListener('keydown', event => {
	if (event.key === 'Enter') {
		event.preventDefault();
		goOn(event.shiftKey ? -1 : 1);
	}
});

const showTarget = () => {
	const target = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
	for (let log = target?.closest('details'); log; log = log.parentElement.closest('details')) {
		log.hidden = false;
		log.open = true;
	}
	target?.closest('details')?.scrollIntoView();
};
addEventListener('hashchange', showTarget);
showTarget();
`;
