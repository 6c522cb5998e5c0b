package app

import (
	"os"
	"regexp"
	"testing"
)

func TestSecretsAreKeptOutOfTheHistory(t *testing.T) {
	re := regexp.MustCompile(ignored(func(string) (string, bool) { return "", false }))
	for _, text := range []string{
		`password := "hunter2"`, `with-args db_password=x | start`, `api_key = "x"`, `conf.Config{Token: "abc"}`, `"secret": "x"`,
		`swap conn=db.Open("postgres://me:pw@host/db")`, `os.Setenv("API_KEY", x); apikey="1"`,
	} {
		if !re.MatchString(text) {
			t.Errorf("kept: %s", text)
		}
	}
	for _, text := range []string{
		"start conn", "token.Token", "x := tokens[0]", `http.Get("http://localhost:4242/")`, "password == other", "postgres://host:5432/db",
		"len(secret)", `www.Get("http://localhost:4242/a@b")`, "url.Parse(`http://h:80/x`)",
	} {
		if re.MatchString(text) {
			t.Errorf("kept out: %s", text)
		}
	}
	t.Run("its own", func(t *testing.T) {
		t.Setenv("MREPL_HISTORY_IGNORE", "")
		if got := ignored(os.LookupEnv); got != "" {
			t.Errorf("got %q", got)
		}
	})
}
