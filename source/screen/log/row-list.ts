/** Ascending numbers: the highest is added, the lowest are dropped. */
export class RowList {
	#numbers: number[] = [];
	#start = 0;

	get length(): number {
		return this.#numbers.length - this.#start;
	}

	get(index: number): number | undefined {
		return index < 0 ? undefined : this.#numbers[this.#start + index];
	}

	push(number: number): void {
		this.#numbers.push(number);
	}

	/** Index of the first that is this number or a higher one. */
	locate(number: number): number {
		let low = 0;
		let high = this.length;
		while (low < high) {
			const middle = Math.floor((low + high) / 2);
			if ((this.get(middle) ?? 0) < number) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return low;
	}

	/** Forgets those below a number. */
	dropBelow(number: number): void {
		this.#start += this.locate(number);
		// Moved only when half of it is unused, so that dropping one costs the same however many there are.
		if (this.#start * 2 > this.#numbers.length) {
			this.#numbers = this.#numbers.slice(this.#start);
			this.#start = 0;
		}
	}
}
