package www

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// client keeps no connection open between requests, so that a server that has
// stopped is seen to have stopped.
var client = &http.Client{
	Timeout:   5 * time.Second,
	Transport: &http.Transport{DisableKeepAlives: true},
}

// Get is curl for the prompt: the body that the URL answers with. An answer
// that is not a success is an error with its status and body.
func Get(url string) (string, error) {
	response, err := client.Get(url)
	if err != nil {
		return "", err
	}
	return body(response)
}

// Post is curl -d for the prompt: it sends form, such as
// "ticker=TSLA&qty=100&bid=232.38&offer=232.43", and returns what Get would.
func Post(url, form string) (string, error) {
	response, err := client.Post(url, "application/x-www-form-urlencoded", strings.NewReader(form))
	if err != nil {
		return "", err
	}
	return body(response)
}

func body(response *http.Response) (string, error) {
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	answer := strings.TrimSpace(string(text))
	if response.StatusCode >= 400 {
		return "", fmt.Errorf("%s: %s", response.Status, answer)
	}
	return answer, nil
}
