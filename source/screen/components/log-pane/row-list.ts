const firstCapacity = 256;

/** Rows by ascending keys; four bytes a row. */
export class RowList {
	#keys = new Uint32Array(firstCapacity);
	#start = 0;
	#end = 0;

	get length(): number {
		return this.#end - this.#start;
	}

	getKey(index: number): number {
		return this.#keys[this.#start + index] ?? 0;
	}

	push(key: number): void {
		if (this.#end === this.#keys.length) {
			this.#grow();
		}

		this.#keys[this.#end] = key;
		this.#end++;
	}

	/** Index of the first row with this key or a higher one. */
	locate(key: number): number {
		let low = 0;
		let high = this.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if (this.getKey(middle) < key) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}

	/** Forgets the rows before a key. */
	dropBefore(key: number): void {
		this.#start += this.locate(key);
	}

	#grow(): void {
		const keys = new Uint32Array(this.#keys.length * 2);
		keys.set(this.#keys);
		this.#keys = keys;
	}
}
