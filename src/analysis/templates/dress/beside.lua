-- The files beside a report.

local function read(path)
  local file = io.open(path, "rb")
  if not file then return nil end
  local content = file:read("a")
  file:close()
  return content
end

-- A chart of ours is kept as SVG too, for a page and for a phone, with its data beside it.
local function drawn(src, ending) return read((src:gsub("%.png$", ending))) end

return { read = read, drawn = drawn }
