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
	parse := parseForm
	if mediaType == "application/json" {
		parse = parseJSON
	}
	fields, err := parse(body)
	if err != nil {
		return nyse.Order{}, err
	}
	for name := range fields {
		if name != "ticker" && name != "bid" && name != "offer" && name != "qty" {
			return nyse.Order{}, badRequest("an order has no field %.40q", name)
		}
	}
	return nyse.ParseOrder(fields["ticker"], fields["bid"], fields["offer"], fields["qty"])
}

// parseJSON reads the fields of a JSON object such as
// {"ticker": "TSLA", "bid": 232.38, "offer": "232.43", "qty": 100}: numbers may
// be written as numbers or as strings.
func parseJSON(body []byte) (map[string]string, error) {
	var object map[string]any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber() // a float64 would not be exact
	if err := decoder.Decode(&object); err != nil {
		return nil, badRequest("%s", jsonReason(err))
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, badRequest("there is something after the order's JSON object")
	}
	fields := map[string]string{}
	for name, value := range object {
		switch value := value.(type) {
		case string:
			fields[name] = value
		case json.Number:
			fields[name] = value.String()
		default:
			return nil, badRequest("the field %.40q must be a number or a string", name)
		}
	}
	return fields, nil
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

func parseForm(body []byte) (map[string]string, error) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, badRequest("malformed form: %v", err)
	}
	fields := map[string]string{}
	for name, values := range form {
		if len(values) > 1 {
			return nil, badRequest("the field %.40q is given %d times", name, len(values))
		}
		fields[name] = values[0]
	}
	return fields, nil
}
