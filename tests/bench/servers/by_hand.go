// Go's own server, with every rule by hand: `by_hand PORT`.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"sync/atomic"
	"unicode/utf8"
)

type origin struct {
	Place *string `json:"place"`
}

type pictureCreate struct {
	Title  *string  `json:"title"`
	Year   *int     `json:"year"`
	Medium *string  `json:"medium"`
	Tags   []string `json:"tags"`
	Origin *origin  `json:"origin"`
}

type picture struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Year   *int     `json:"year"`
	Medium string   `json:"medium"`
	Tags   []string `json:"tags"`
	Origin *origin  `json:"origin,omitempty"`
}

type page struct {
	Items []picture `json:"items"`
	Total int       `json:"total"`
	Page  int       `json:"page"`
}

type filter struct {
	limit, page int
	tag, medium string
}

var wall []picture
var last int64 = 100

func between(text string, least, most int) bool {
	size := utf8.RuneCountInString(text)
	return size >= least && size <= most
}

func isMedium(name string) bool {
	return name == "photograph" || name == "painting" || name == "print" || name == "drawing"
}

func valid(given *pictureCreate) bool {
	if given.Title == nil || !between(*given.Title, 1, 80) || len(given.Tags) > 12 {
		return false
	}
	if given.Year != nil && (*given.Year < -3000 || *given.Year > 2100) {
		return false
	}
	if given.Medium != nil && !isMedium(*given.Medium) {
		return false
	}
	seen := make(map[string]bool, len(given.Tags))
	for _, tag := range given.Tags {
		if !between(tag, 2, 24) || seen[tag] {
			return false
		}
		seen[tag] = true
	}
	return given.Origin == nil || (given.Origin.Place != nil && between(*given.Origin.Place, 1, 80))
}

func send(to http.ResponseWriter, status int, value interface{}) {
	text, err := json.Marshal(value)
	if err != nil {
		to.WriteHeader(http.StatusInternalServerError)
		return
	}
	to.Header().Set("Content-Type", "application/json")
	to.WriteHeader(status)
	_, _ = to.Write(text)
}

func add(to http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(to, request.Body, 8<<20))
	if err != nil {
		send(to, http.StatusBadRequest, err.Error())
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	var given pictureCreate
	if err := decoder.Decode(&given); err != nil || !valid(&given) {
		send(to, http.StatusUnprocessableEntity, "refused")
		return
	}
	made := picture{fmt.Sprint("p", atomic.AddInt64(&last, 1)), *given.Title, given.Year, "photograph", given.Tags, given.Origin}
	if given.Medium != nil {
		made.Medium = *given.Medium
	}
	if made.Tags == nil {
		made.Tags = []string{}
	}
	send(to, http.StatusCreated, made)
}

func number(text string, most int, to *int) bool {
	value, err := strconv.Atoi(text)
	*to = value
	return err == nil && value >= 1 && value <= most
}

func read(query url.Values, to *filter) bool {
	to.limit, to.page = 20, 1
	for name, values := range query {
		ok := len(values) == 1
		switch name {
		case "limit":
			ok = ok && number(values[0], 100, &to.limit)
		case "page":
			ok = ok && number(values[0], 1000000, &to.page)
		case "tag":
			ok = ok && between(values[0], 2, 24)
			to.tag = values[0]
		case "medium":
			ok = ok && isMedium(values[0])
			to.medium = values[0]
		default:
			ok = false
		}
		if !ok {
			return false
		}
	}
	return true
}

func has(tags []string, wanted string) bool {
	for _, tag := range tags {
		if tag == wanted {
			return true
		}
	}
	return false
}

func find(to http.ResponseWriter, request *http.Request) {
	var wanted filter
	if !read(request.URL.Query(), &wanted) {
		send(to, http.StatusUnprocessableEntity, "refused")
		return
	}
	made := page{Items: []picture{}, Page: wanted.page}
	first := (wanted.page - 1) * wanted.limit
	for _, each := range wall {
		if (wanted.medium != "" && each.Medium != wanted.medium) || (wanted.tag != "" && !has(each.Tags, wanted.tag)) {
			continue
		}
		if made.Total >= first && made.Total < first+wanted.limit {
			made.Items = append(made.Items, each)
		}
		made.Total++
	}
	send(to, http.StatusOK, made)
}

func main() {
	kyoto := "京都"
	for i := 0; i < 100; i++ {
		year := 1900 + i
		medium := "painting"
		if i%2 == 1 {
			medium = "print"
		}
		wall = append(wall, picture{fmt.Sprint("p", i), fmt.Sprint("Picture ", i), &year, medium, []string{"snow", "ink"}, &origin{&kyoto}})
	}
	http.HandleFunc("/pictures", func(to http.ResponseWriter, request *http.Request) {
		switch request.Method {
		case http.MethodPost:
			add(to, request)
		case http.MethodGet:
			find(to, request)
		default:
			to.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	fmt.Fprintln(os.Stderr, http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
	os.Exit(2)
}
