const defaultPageSize = 30;
const maxPageSize = 100;

const readPositive = (url: URL, name: string, fallback: number): number => {
	const value = Number(url.searchParams.get(name) ?? fallback);
	return Number.isSafeInteger(value) && value > 0 ? value : fallback;
};

/** One page of a list. */
export type Page<T> = {
	readonly items: readonly T[];
	/** The `Link` header: absent when everything is on one page. */
	readonly headers: Readonly<Record<string, string>>;
};

/** The page that `per_page` and `page` ask for, with links to its neighbours. */
export const paginate = <T>(items: readonly T[], url: URL, apiUrl: string): Page<T> => {
	const pageSize = Math.min(readPositive(url, 'per_page', defaultPageSize), maxPageSize);
	const page = readPositive(url, 'page', 1);
	const lastPage = Math.max(1, Math.ceil(items.length / pageSize));
	const link = (number: number, relation: string): string => {
		const target = new URL(url.pathname + url.search, apiUrl);
		target.searchParams.set('page', String(number));
		return `<${target.href}>; rel="${relation}"`;
	};

	const links = [
		...(page > 1 ? [link(Math.min(page - 1, lastPage), 'prev')] : []),
		...(page < lastPage ? [link(page + 1, 'next'), link(lastPage, 'last')] : []),
		...(page > 1 ? [link(1, 'first')] : []),
	];
	return {
		items: items.slice((page - 1) * pageSize, page * pageSize),
		headers: links.length > 0 ? {link: links.join(', ')} : {},
	};
};
