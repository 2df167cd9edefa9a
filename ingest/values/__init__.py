"""The grammar of values: dates, sums of money and numbers, as French and English texts write them."""
