package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// get returns the body of an answer; one that is no success is an error.
func get(url string) (string, error) {
	response, err := http.Get(url)
	return body(response, err)
}

func body(response *http.Response, err error) (string, error) {
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode >= 300 {
		err = fmt.Errorf("%s: %s", response.Status, text)
	}
	return string(text), err
}

// await asks until the answer contains a text.
func await(url, want string) error {
	for deadline := time.Now().Add(2 * time.Minute); ; {
		text, err := get(url)
		if err == nil && strings.Contains(text, want) {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%s does not answer %q but %q, %v", url, want, text, err)
		}
		time.Sleep(200 * time.Microsecond)
	}
}

// edits makes edits and returns the median of how long each took to be answered. An edit
// writes its number where the answer comes from; then has it take effect.
func edits(times int, url string, edit func(n int) error, then func() error) (time.Duration, error) {
	var took []time.Duration
	for range times {
		edition++
		began := time.Now()
		if err := edit(edition); err != nil {
			return 0, err
		}
		if err := then(); err != nil {
			return 0, err
		}
		if err := await(url, answer(edition)); err != nil {
			return 0, err
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	return took[len(took)/2], nil
}

// edition is the number of the last edit, answer what it has answered.
var edition int

func answer(n int) string { return fmt.Sprintf("edition %d.", n) }
