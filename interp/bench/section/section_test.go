package section_test

import (
	"fmt"

	"github.com/mrepl/mrepl/interp/bench/section"
)

func ExampleInsert() {
	page := section.Insert("# Page\n", "one", "first\n")
	page = section.Insert(page, "two", "more\n")
	fmt.Print(section.Insert(page, "one", "second\n"))
	// Output:
	// # Page
	//
	// <!-- one -->
	// second
	// <!-- end of one -->
	//
	// <!-- two -->
	// more
	// <!-- end of two -->
}
