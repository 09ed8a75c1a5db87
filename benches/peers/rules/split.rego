# `parts` takes yuan, units and shares, `parts_integers` fen, 0.000001 yuan, 0.0001 units and 0.0001. Division is that of fractions, so the
# integers take the remainder away first.
package split

cents(yuan) := round(yuan * 100) / 100

parts := [part |
	some line in input.lines
	base := min([line[0], cents(line[2] * line[1])])
	first := cents(base * line[3])
	part := [line[0] - base, first, base - first]
]

half_up(n, d) := (up - (up % d)) / d if up := n + (d / 2)

parts_integers := [part |
	some line in input.lines
	base := min([line[0], half_up(line[2] * line[1], 100000000)])
	first := half_up(base * line[3], 10000)
	part := [line[0] - base, first, base - first]
]
