"""The long crawl: every page that a role can reach by links, from its start page on (`make audit`)."""
