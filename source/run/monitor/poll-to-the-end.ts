/** Polls until nothing more is there, and hands on each poll: logs longer than one poll reads take several. */
export const pollToTheEnd = async <Polled extends {readonly hasMore?: true}>(poll: () => Promise<Polled>, take: (polled: Polled) => void): Promise<void> => {
	for (let hasMore: true | undefined = true; hasMore === true;) {
		const polled: Polled = await poll();
		take(polled);
		({hasMore} = polled);
	}
};
