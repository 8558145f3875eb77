/** What the page can do with JavaScript; it reads the same without. It only shows, hides and moves what is there. */
export const pageScript = `
document.documentElement.classList.add('has-script');
const rows = [...document.querySelectorAll('#nodes tbody tr')];
document.querySelector('#filter').addEventListener('input', event => {
	const words = event.target.value.toLowerCase().split(/\\s+/).filter(Boolean);
	for (const row of rows) {
		const text = row.textContent.toLowerCase();
		row.hidden = !words.every(word => text.includes(word));
	}
});
for (const [index, button] of document.querySelectorAll('#nodes th button').entries()) {
	button.addEventListener('click', () => {
		const heading = button.closest('th');
		const isDown = heading.getAttribute('aria-sort') === 'ascending';
		for (const other of document.querySelectorAll('#nodes th')) {
			other.removeAttribute('aria-sort');
		}
		heading.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
		const keyOf = row => row.cells[index].dataset.sort ?? row.cells[index].textContent;
		rows.sort((a, b) => (isDown ? -1 : 1) * keyOf(a).localeCompare(keyOf(b), undefined, {numeric: true}));
		document.querySelector('#nodes tbody').append(...rows);
	});
}
const logs = [...document.querySelectorAll('#logs details')];
document.querySelector('#search')?.addEventListener('input', event => {
	const wanted = event.target.value.toLowerCase();
	for (const log of logs) {
		const isFound = wanted === '' || log.textContent.toLowerCase().includes(wanted);
		log.hidden = !isFound;
		log.open = wanted !== '' && isFound;
	}
});
`;
