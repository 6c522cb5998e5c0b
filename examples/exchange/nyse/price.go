package nyse

import (
	"fmt"
	"regexp"

	"github.com/shopspring/decimal"
)

// A price has at most priceDecimals decimals and is at most MaxPrice. It is
// stored as a whole number of ten-thousandths of a dollar, which is exact in
// every database.
const priceDecimals = 4

// MaxPrice is the highest price the exchange takes, in dollars.
const MaxPrice = 1_000_000

// amountSyntax is the syntax of a price: no exponent, which could stand for a number
// of a billion digits, no digit grouping, no currency sign.
var amountSyntax = regexp.MustCompile(`^-?[0-9]{1,20}(\.[0-9]{1,20})?$`)

// USD returns the price that s spells, such as "665.51". It is for prices
// written in source or at a prompt, and panics if s is not a price; use
// ParsePrice for input.
func USD(s string) decimal.Decimal {
	price, err := ParsePrice(s)
	if err != nil {
		panic(fmt.Sprintf("nyse.USD(%q): %v", s, err))
	}
	return price
}

// ParsePrice returns the price in dollars that s spells. The error is a
// *FieldError about the field "price".
func ParsePrice(s string) (decimal.Decimal, error) {
	return parsePrice("price", s)
}

func parsePrice(field, s string) (decimal.Decimal, error) {
	if s == "" {
		return decimal.Decimal{}, &FieldError{Field: field, Reason: "is missing"}
	}
	if !amountSyntax.MatchString(s) {
		return decimal.Decimal{}, &FieldError{Field: field, Reason: fmt.Sprintf("must be an amount in dollars such as 665.51, not %s", quote(s))}
	}
	price, err := decimal.NewFromString(s)
	if err != nil {
		return decimal.Decimal{}, &FieldError{Field: field, Reason: fmt.Sprintf("must be an amount in dollars: %v", err)}
	}
	if err := checkPrice(field, price); err != nil {
		return decimal.Decimal{}, err
	}
	return price.Normalize(), nil
}

// checkPrice reports what is wrong with a price, nil if nothing is.
func checkPrice(field string, price decimal.Decimal) error {
	if price.Sign() <= 0 {
		return &FieldError{Field: field, Reason: "must be more than 0"}
	}
	// A decimal is a coefficient and an exponent. Comparing or rounding one
	// with a huge exponent writes out all its digits, so exponents come first.
	if price.Exponent() > 6 || price.Exponent() < -40 || price.NumDigits() > 40 {
		return &FieldError{Field: field, Reason: "is out of range"}
	}
	if price.GreaterThan(decimal.NewFromInt(MaxPrice)) {
		return &FieldError{Field: field, Reason: fmt.Sprintf("must be at most %d", MaxPrice)}
	}
	if !price.Equal(price.Truncate(priceDecimals)) {
		return &FieldError{Field: field, Reason: fmt.Sprintf("must have at most %d decimals", priceDecimals)}
	}
	return nil
}

// stored is the price as the database keeps it.
func stored(price decimal.Decimal) int64 {
	return price.Shift(priceDecimals).IntPart()
}

// loaded is the price that the database keeps as n.
func loaded(n int64) decimal.Decimal {
	return decimal.New(n, -priceDecimals).Normalize()
}

// quote returns s as a Go string, cut to what fits in an error message.
func quote(s string) string {
	const most = 40
	if len(s) > most {
		return fmt.Sprintf("%q...", s[:most])
	}
	return fmt.Sprintf("%q", s)
}
