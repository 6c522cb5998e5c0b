package www

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/mrepl/mrepl/examples/exchange/nyse"
)

// maxBody is more than any order needs.
const maxBody = 16 << 10

// A requestError is a request that cannot be understood: what to answer it.
type requestError struct {
	status int
	reason string
}

func (e *requestError) Error() string { return e.reason }

func badRequest(format string, args ...any) error {
	return &requestError{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// readOrder reads an order from the body of a request, which is JSON or a form.
// The error is a *requestError, or a *nyse.FieldError about one of its fields.
func readOrder(w http.ResponseWriter, r *http.Request) (nyse.Order, error) {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || (mediaType != "application/json" && mediaType != "application/x-www-form-urlencoded") {
		return nyse.Order{}, &requestError{http.StatusUnsupportedMediaType,
			"an order is sent as application/json or application/x-www-form-urlencoded"}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return nyse.Order{}, &requestError{http.StatusRequestEntityTooLarge,
				fmt.Sprintf("an order is at most %d bytes long", tooLarge.Limit)}
		}
		return nyse.Order{}, badRequest("the order could not be read: %v", err)
	}
	if mediaType == "application/json" {
		return parseJSON(body)
	}
	return parseForm(string(body))
}

// parseJSON reads {"ticker": "TSLA", "bid": 232.38, "offer": "232.43", "qty": 100}:
// numbers may be written as numbers or as strings.
func parseJSON(body []byte) (nyse.Order, error) {
	var fields struct {
		Ticker any `json:"ticker"`
		Bid    any `json:"bid"`
		Offer  any `json:"offer"`
		Qty    any `json:"qty"`
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	decoder.UseNumber() // a float64 would not be exact
	if err := decoder.Decode(&fields); err != nil {
		return nyse.Order{}, badRequest("%s", jsonReason(err))
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nyse.Order{}, badRequest("there is something after the order's JSON object")
	}
	return nyse.ParseOrder(text(fields.Ticker), text(fields.Bid), text(fields.Offer), text(fields.Qty))
}

// text is the text of a JSON value that is a string or a number. For any other it
// is a text that no field accepts.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	default:
		return "a list, an object or a truth value"
	}
}

// jsonReason says what is wrong with JSON in the words of its sender, who
// knows nothing of Go's types.
func jsonReason(err error) string {
	var syntax *json.SyntaxError
	var wrongType *json.UnmarshalTypeError
	switch {
	case err == io.EOF:
		return "the order is missing: the body is empty"
	case err == io.ErrUnexpectedEOF:
		return "the JSON ends before the order is complete"
	case errors.As(err, &syntax):
		return fmt.Sprintf("malformed JSON at byte %d: %v", syntax.Offset, err)
	case errors.As(err, &wrongType):
		return fmt.Sprintf("an order must be a JSON object, not of type %s", wrongType.Value)
	default:
		return fmt.Sprintf("malformed order: %v", err)
	}
}

func parseForm(body string) (nyse.Order, error) {
	form, err := url.ParseQuery(body)
	if err != nil {
		return nyse.Order{}, badRequest("malformed form: %v", err)
	}
	for name, values := range form {
		if name != "ticker" && name != "bid" && name != "offer" && name != "qty" {
			return nyse.Order{}, badRequest("an order has no field %q", name)
		}
		if len(values) > 1 {
			return nyse.Order{}, badRequest("%s is given %d times", name, len(values))
		}
	}
	return nyse.ParseOrder(form.Get("ticker"), form.Get("bid"), form.Get("offer"), form.Get("qty"))
}
