-- The second pass over a report: it dresses tables, figures, boxes and the front for the format asked for.

package.path = pandoc.path.join({ pandoc.path.directory(PANDOC_SCRIPT_FILE), "dress", "?.lua" })

-- Takes the first page out of a report: it stands before the contents.
local function take_first_page(doc)
  for place, block in ipairs(doc.blocks) do
    if block.t == "Div" and block.classes:includes("glance") then
      doc.blocks:remove(place)
      return block.content
    end
  end
  return pandoc.Blocks({})
end

function Pandoc(doc)
  local format = FORMAT:match("^html") or FORMAT:match("^typst") or "word"
  return require(format)(doc, take_first_page(doc))
end
