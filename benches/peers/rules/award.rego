# The lowest six, then at most 1.8 times the lowest of all. `won` takes prices in yuan, `won_integers` in 0.0001 yuan.
package award

ranked := sort([[price, bid] | price := input.prices[bid]])

shortlist := array.slice(ranked, 0, 6)

lowest := ranked[0][0]

won contains bid if {
	some entry in shortlist
	entry[0] <= 1.8 * lowest
	bid := entry[1]
}

won_integers contains bid if {
	some entry in shortlist
	10 * entry[0] <= 18 * lowest
	bid := entry[1]
}
