/** Removes guards from the judges. */
export const tryGuards = async (say: (text: string) => void): Promise<boolean> => {
	say('none');
	return true;
};
