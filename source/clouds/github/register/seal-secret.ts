/**
Seals a value for a repository, so that only GitHub can open it: libsodium's `crypto_box_seal`, base64.

`publicKey` is GitHub's, base64.
*/
export const sealSecret = async (value: string, publicKey: string): Promise<string> => {
	// Its WebAssembly takes a moment to load, and only uploads need it.
	const {default: sodium} = await import('libsodium-wrappers');
	await sodium.ready;
	const {ORIGINAL} = sodium.base64_variants;
	return sodium.to_base64(sodium.crypto_box_seal(sodium.from_string(value), sodium.from_base64(publicKey, ORIGINAL)), ORIGINAL);
};
